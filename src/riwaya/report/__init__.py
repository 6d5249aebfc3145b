"""What people see: table, page, English gloss."""
