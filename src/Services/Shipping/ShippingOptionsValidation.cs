using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Cartwright.Shipping;

/// <summary>Checks what annotations do not reach: the carriers.</summary>
internal sealed partial class ShippingOptionsValidation : IValidateOptions<ShippingOptions>
{
    public ValidateOptionsResult Validate(string? name, ShippingOptions options)
    {
        var errors = options.Carriers.SelectMany(c => Errors(c.Key, c.Value).Select(error => $"Shipping:Carriers:{c.Key}: {error}")).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    static IEnumerable<string> Errors(string code, CarrierOptions carrier)
    {
        if (!Code().IsMatch(code))
        {
            yield return "name the entry with 1 to 32 small letters, digits and hyphens, for example dhl-express.";
        }

        var failures = new List<ValidationResult>();
        Validator.TryValidateObject(carrier, new(carrier), failures, validateAllProperties: true);
        foreach (var failure in failures)
        {
            yield return failure.ErrorMessage!;
        }

        if (carrier.TrackingUrl is { } url
            && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && url.Contains(Carriers.NumberPlace, StringComparison.Ordinal)))
        {
            yield return $"TrackingUrl must begin with https:// and contain {Carriers.NumberPlace}.";
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex Code();
}
