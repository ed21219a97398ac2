using System.ComponentModel.DataAnnotations;

namespace Cartwright.Contracts;

/// <summary>The code of a <see cref="Country"/>, in capital or small letters; null is valid.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CountryCodeAttribute : ValidationAttribute
{
    /// <summary>Creates it.</summary>
    public CountryCodeAttribute() : base("Use the two letters of ISO 3166-1 for a country, for example DE, or GB for the United Kingdom.")
    {
    }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string code && Country.TryFind(code, out _));
}
