namespace Cartwright.Recommendations;

/// <summary>Products that were ordered together.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="At">When it was confirmed.</param>
/// <param name="Products">The products, each once.</param>
/// <param name="IsCancelled">Whether the order was cancelled: then it counts nothing.</param>
internal sealed record Basket(Guid OrderId, DateTimeOffset At, Guid[] Products, bool IsCancelled = false);

/// <summary>A product that was looked at.</summary>
/// <param name="SessionId">The session, a random id that the client chose.</param>
/// <param name="ProductId">The product.</param>
/// <param name="At">When.</param>
internal sealed record ProductView(Guid SessionId, Guid ProductId, DateTimeOffset At);

/// <summary>What the model knows of a product beside its signals.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Category">Slug of its category; null as long as the catalog has not told it.</param>
/// <param name="IsOnSale">Whether it may be recommended: it exists, is active, and units of it are available.</param>
internal sealed record ShelfItem(Guid ProductId, string? Category, bool IsOnSale);
