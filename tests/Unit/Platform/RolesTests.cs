using System.Security.Claims;
using Cartwright.Platform.Security;

namespace Cartwright.Unit.Platform;

public sealed class RolesTests
{
    public static TheoryData<Permission> Permissions { get; } = new(Enum.GetValues<Permission>());

    [Theory]
    [MemberData(nameof(Permissions))]
    public void Administrators_have_every_permission_and_nobody_else_has_one(Permission permission)
    {
        Assert.True(User("admin").Has(permission));
        Assert.True(User("customer", "admin").Has(permission));
        Assert.All(new[] { User(), User("customer"), User("service"), User("Admin"), User("admin "), User("unknown") }, user => Assert.False(user.Has(permission)));
        // A claim of another type is no role, whatever it says.
        Assert.False(new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", "admin")], "test", null, "role")).Has(permission));
    }

    [Fact]
    public void Owners_need_no_permission_for_what_is_theirs()
    {
        var (owner, other) = (Guid.NewGuid(), Guid.NewGuid());
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", owner.ToString()), new Claim("role", "customer")], "test", null, "role"));

        Assert.True(user.MayAccess(owner, Permission.ReadOrders));
        Assert.False(user.MayAccess(other, Permission.ReadOrders));
        Assert.True(User("admin").MayAccess(other, Permission.ReadOrders));
    }

    static ClaimsPrincipal User(params string[] roles) => new(new ClaimsIdentity(roles.Select(role => new Claim("role", role)), "test", null, "role"));
}
