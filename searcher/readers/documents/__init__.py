"""What readers of office documents share: the zip around them, their paragraphs, what they hold."""
