"""Files read in a process of its own, within limits of time and memory: no file takes the machine, no user waits."""
