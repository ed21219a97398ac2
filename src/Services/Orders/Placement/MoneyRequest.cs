using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>An amount of money that a client names.</summary>
/// <param name="Amount">The amount, in units of the currency.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record MoneyRequest(
    [property: Range(0, 1_000_000_000_000)] decimal Amount,
    [property: Required, CurrencyCode] string Currency)
{
    /// <summary>Whether it is this amount in this currency.</summary>
    internal bool Is(Money money) => Amount == money.Amount && Currency == money.Currency.Code;
}
