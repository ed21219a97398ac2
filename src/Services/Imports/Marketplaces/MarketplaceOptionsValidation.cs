using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>Checks what annotations do not reach: the settings of each marketplace.</summary>
internal sealed partial class MarketplaceOptionsValidation(IHostEnvironment environment, ServiceAddresses addresses) : IValidateOptions<ImportsOptions>
{
    public ValidateOptionsResult Validate(string? name, ImportsOptions options)
    {
        var errors = options.Marketplaces.SelectMany(m => Errors(m.Key, m.Value).Select(error => $"Imports:Marketplaces:{m.Key}{error}")).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    IEnumerable<string> Errors(string name, MarketplaceOptions options)
    {
        if (!Name().IsMatch(name))
        {
            yield return ": name it with 1 to 40 of the characters a-z, 0-9 and the hyphen.";
        }

        if (AddressError(options.Address) is { } error)
        {
            yield return ":Address " + error;
        }

        if (options.Username is not { Length: > 0 })
        {
            yield return ":Username is missing. Set it to the name of the account there.";
        }

        if (options.Password is not { Length: > 0 })
        {
            yield return ":Password is missing. Set it to the password of the account, best as a file of the folder of secrets.";
        }

        var found = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), found, validateAllProperties: true);
        foreach (var result in found)
        {
            yield return ": " + result.ErrorMessage;
        }
    }

    // An address is not repeated in a message: it may have been given a password.
    string? AddressError(string? address)
    {
        if (address is not { Length: > 0 })
        {
            return addresses.Of("simulators").Count > 0 ? null : "is missing. Set it to the address of the interface, such as https://api.example.com/v1.";
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            return "is no address. Set it to one such as https://api.example.com/v1.";
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return "has more than host and path. Set Username and Password to the account; there is no place for a query.";
        }

        return uri.Scheme == Uri.UriSchemeHttps || environment.IsDevelopment()
            ? null
            : "is not encrypted. Set it to one that begins with https://; http:// is for the environment Development.";
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex Name();
}
