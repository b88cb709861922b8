"""What a process of the server is told as one of several: its settings, that it is to end, how it sends."""
