"""Press: structured content in, an adopted governing document out."""
