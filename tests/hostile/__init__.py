"""What comes in can be anything: bombs, loops, damaged files, noise, odd letters."""
