"""The Qt screens, and the only place that knows Qt."""
