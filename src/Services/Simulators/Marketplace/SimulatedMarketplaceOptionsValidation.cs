using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Cartwright.Simulators;

/// <summary>Checks what annotations do not reach: the settings of each account.</summary>
internal sealed partial class SimulatedMarketplaceOptionsValidation : IValidateOptions<SimulatedMarketplaceOptions>
{
    public static bool IsAccountName(string name) => AccountName().IsMatch(name);

    public ValidateOptionsResult Validate(string? name, SimulatedMarketplaceOptions options)
    {
        var errors = options.Accounts.SelectMany(account => ErrorsOf(account.Key, account.Value)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    static IEnumerable<string> ErrorsOf(string account, MarketplaceSettings settings)
    {
        var key = $"{SimulatedMarketplaceOptions.Section}:{nameof(SimulatedMarketplaceOptions.Accounts)}:{account}";
        if (!IsAccountName(account))
        {
            yield return $"{key}: the name of an account has 1 to 100 letters, digits, dots, dashes, underscores and @.";
        }

        if (settings.Password is null)
        {
            yield return $"{key}: set its Password.";
        }

        var found = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new(settings), found, validateAllProperties: true);
        foreach (var error in found)
        {
            yield return $"{key}: {string.Join(", ", error.MemberNames)}: {error.ErrorMessage}";
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._@-]{1,100}\z")]
    private static partial Regex AccountName();
}
