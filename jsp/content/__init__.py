"""What a new JSP usually starts with; it can change all of it afterwards."""
