using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Messaging;

/// <summary>Checks the settings of single events, which annotations do not reach.</summary>
internal sealed class MessagingOptionsValidation : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        var errors = new List<string>();
        foreach (var (subscribed, own) in options.Subscriptions)
        {
            var key = $"Messaging:Subscriptions:{subscribed}";
            if (!EventCatalog.ByName.ContainsKey(subscribed))
            {
                errors.Add($"{key}: there is no event of this name.");
            }

            var found = new List<ValidationResult>();
            Validator.TryValidateObject(own, new(own), found, validateAllProperties: true);
            errors.AddRange(found.Select(e => $"{key}: {e.ErrorMessage}"));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
