using System.ComponentModel.DataAnnotations;

namespace Cartwright.Platform.Http;

/// <summary>A list of addresses and networks in CIDR notation.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NetworksAttribute() : ValidationAttribute("Use addresses such as 10.0.0.1 and networks such as 10.0.0.0/8.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is IEnumerable<string> texts && texts.All(text => ForwardedRequests.NetworkOf(text) is not null);
}
