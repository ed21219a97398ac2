namespace Cartwright.Platform.Security;

/// <summary>What a member of staff may do beyond what concerns themselves. An endpoint for staff requires one; a role grants some (<see cref="Roles"/>).</summary>
public enum Permission
{
    /// <summary>Create, change and delete products, categories and images.</summary>
    ManageCatalog,

    /// <summary>Count and correct stock.</summary>
    ManageStock,

    /// <summary>See the orders of all customers, with their payments and timelines.</summary>
    ReadOrders,

    /// <summary>Ship, deliver, pay and cancel orders of all customers, and set the prices of shipping.</summary>
    ManageOrders,

    /// <summary>Give money back.</summary>
    RefundPayments,

    /// <summary>See all customers and their addresses.</summary>
    ReadCustomers,

    /// <summary>Create, change, deactivate and erase customers, change their addresses, and export their data.</summary>
    ManageCustomers,

    /// <summary>Start, watch and end imports of marketplaces, and see what they brought.</summary>
    ManageImports,

    /// <summary>Add, change and delete webhooks, and see what they were sent.</summary>
    ManageWebhooks,

    /// <summary>Read, change and preview the texts of notifications.</summary>
    ManageNotifications,

    /// <summary>Retry and discard dead letters, replay events, rotate signing keys.</summary>
    OperateSystem,
}
