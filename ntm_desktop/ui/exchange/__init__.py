"""Parts of «Gửi – nhận»: outgoing and incoming panels, sticks, cards, and the lists and panels of both places."""
