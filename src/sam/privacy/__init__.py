"""What Sam promises about privacy, as things that can be checked: the audit so far."""
