"""Sam, a phone receptionist for med spas that keeps four fields of a caller and nothing else."""
