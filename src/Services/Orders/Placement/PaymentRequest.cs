using System.ComponentModel.DataAnnotations;

namespace Cartwright.Orders;

/// <summary>A means of payment.</summary>
/// <param name="Method">For example <c>card</c>.</param>
/// <param name="Token">The payment provider's token; never card data.</param>
public sealed record PaymentRequest(
    [property: Required, RegularExpression("^[a-z_]{1,32}$", ErrorMessage = "The method must be 1 to 32 lower-case letters.")] string Method,
    [property: StringLength(255, MinimumLength = 1)] string Token);
