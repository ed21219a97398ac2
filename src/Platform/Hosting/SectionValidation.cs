using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Hosting;

/// <summary>Checks the annotations of the settings of a section, so that the start ends with the key of the setting that is wrong.</summary>
/// <typeparam name="TOptions">The type of the section.</typeparam>
/// <param name="section">The key of the section.</param>
internal sealed class SectionValidation<TOptions>(string section) : IValidateOptions<TOptions> where TOptions : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        OptionsSection.Validate(section, options) is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
