using Cartwright.Platform.Data;

namespace Cartwright.Simulators;

/// <summary>A request that changes something.</summary>
/// <param name="Work">Its transaction.</param>
/// <param name="Form">Its parameters.</param>
/// <param name="Address">Where the caller reaches the simulators.</param>
/// <param name="Now">The time.</param>
internal sealed record StripeCall(UnitOfWork Work, StripeForm Form, string Address, DateTimeOffset Now);
