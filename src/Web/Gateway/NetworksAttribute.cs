using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Http;

namespace Cartwright.Gateway;

/// <summary>A list of addresses and networks in CIDR notation.</summary>
internal sealed class NetworksAttribute() : ValidationAttribute("Use addresses such as 10.0.0.1 and networks such as 10.0.0.0/8.")
{
    public override bool IsValid(object? value) => value is IEnumerable<string> texts && texts.All(text => ForwardedRequests.NetworkOf(text) is not null);
}
