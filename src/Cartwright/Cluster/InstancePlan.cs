namespace Cartwright.Cluster;

/// <summary>An instance of a service in a cluster.</summary>
/// <param name="Service">The service.</param>
/// <param name="Number">The number of the instance, from 1.</param>
/// <param name="Port">The port that the offset of the service is added to.</param>
/// <param name="Address">Where the machine reaches it.</param>
internal sealed record InstancePlan(ServiceEntry Service, int Number, int Port, Uri Address)
{
    /// <summary>Its name in messages, for example <c>orders-2</c>.</summary>
    public string Name => $"{Service.Name}-{Number}";

    /// <summary>Whether customers connect to it; such services stop first.</summary>
    public bool IsEntryPoint => Service.Name is "gateway" or "storefront";
}
