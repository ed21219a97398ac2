using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>A means of payment.</summary>
/// <param name="Method">The method: <c>card</c> is the only one.</param>
/// <param name="Token">The payment provider's token; never card data.</param>
public sealed record PaymentRequest(
    [property: Required, AllowedValues(PaymentMethod.Card, ErrorMessage = "The shop takes no such method of payment, only card.")] string Method,
    [property: StringLength(255, MinimumLength = 1)] string Token);
