"""The law: plain values in, plain values out. What a provision says is dated data, and how time is counted is code."""
