"""Parts of «Nơi nhận»: the board of communes, taking packages in, receipts, the way down to a household, the sums."""
