using System.Security.Cryptography;
using Cartwright.Platform.Security;
using Cartwright.Storefront.Sessions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Cartwright.Unit.Storefront;

public sealed class SystemKeysTests
{
    const string Secret = "the secret that all instances of the system share";

    [Fact]
    public void What_one_instance_protects_another_can_read() =>
        Assert.Equal("session", Instance(Secret).Unprotect(Instance(Secret).Protect("session")));

    [Fact]
    public void What_another_system_protects_is_refused() =>
        Assert.Throws<CryptographicException>(() => Instance("the secret of a system that is not ours").Unprotect(Instance(Secret).Protect("session")));

    [Fact]
    public void What_is_protected_for_one_purpose_is_of_no_use_for_another() =>
        Assert.Throws<CryptographicException>(() => Instance(Secret, "forms").Unprotect(Instance(Secret, "cookies").Protect("session")));

    static IDataProtector Instance(string secret, string purpose = "cookies")
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("test").DisableAutomaticKeyGeneration();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new SystemKeys(new SystemSecret(secret)));
        return services.BuildServiceProvider().GetDataProtector(purpose);
    }
}
