-- The best reviews first. Without it, each page would sort all reviews of the product.
CREATE INDEX review_by_best ON review (product_id, rating DESC, created_at DESC, id DESC);
