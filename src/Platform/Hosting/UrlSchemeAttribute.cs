using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Hosting;

/// <summary>Requires an absolute address with one of the given schemes; an address that is not set is valid.</summary>
/// <param name="schemes">The schemes, for example <c>https</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UrlSchemeAttribute(params string[] schemes) : ValidationAttribute
{
    /// <summary>The schemes.</summary>
    public IReadOnlyList<string> Schemes => schemes;

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is Uri { IsAbsoluteUri: true } url && schemes.Contains(url.Scheme));

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) =>
        $"The field {name} must be an address that begins with {string.Join(" or ", schemes.Select(scheme => $"{scheme}://"))}.";
}
