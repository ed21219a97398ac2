using Cartwright.Platform.Security;

namespace Cartwright.Carts;

/// <summary>Who asks for a cart: a user by token, a guest by the id of a cart, somebody who just signed in by both, a newcomer by neither.</summary>
/// <param name="User">The signed-in user.</param>
/// <param name="Guest">The cart that the client holds; whether it is a guest's is for the store to say.</param>
internal sealed record Shopper(Guid? User, Guid? Guest)
{
    /// <summary>The header that carries the id of a cart, both ways.</summary>
    public const string Header = "X-Cart-Id";

    /// <summary>Reads the caller from a request. An id that is none counts as unknown, as does an old one.</summary>
    public static Shopper Of(HttpContext context) => new(
        context.User.IdOrNull(),
        Guid.TryParseExact(context.Request.Headers[Header].ToString(), "D", out var id) ? id : null);
}
