"""Every sentence that Sam can say, made from the spa file, each fact with its source line."""
