using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;

namespace Cartwright.Carts;

/// <summary>The caller of a cart operation: a user has a token, a guest the id of a cart, a user who just signed in both, a new visitor neither.</summary>
/// <param name="User">The signed-in user.</param>
/// <param name="Guest">The cart id that the client sent; the store checks whether it is a guest's cart.</param>
internal sealed record Shopper(Guid? User, Guid? Guest)
{
    /// <summary>The header that carries the id of a cart, both ways.</summary>
    public const string Header = "X-Cart-Id";

    /// <summary>The header in the document.</summary>
    public static readonly ApiHeader Described = new(
        Header, "The id of a guest's cart; after signing in, of the cart to merge into the user's.", InRequest: true, InAnswer: true, Format: "uuid");

    /// <summary>Reads the caller from a request. A malformed id counts as unknown.</summary>
    public static Shopper Of(HttpContext context) => new(
        context.User.IdOrNull(),
        Guid.TryParseExact(context.Request.Headers[Header].ToString(), "D", out var id) ? id : null);
}
