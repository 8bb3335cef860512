"""What every other room uses: the clock, outputs and workers, problems, colours, dates in words."""
