using System.ComponentModel.DataAnnotations;

namespace Cartwright.Contracts;

/// <summary>Requires the code of a currency in use (<see cref="Currency"/>); a code that is not set is valid.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CurrencyCodeAttribute : ValidationAttribute
{
    /// <summary>Creates it.</summary>
    public CurrencyCodeAttribute() : base("The currency must be an ISO 4217 code, for example EUR.")
    {
    }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string code && Currency.TryFind(code, out _));
}
