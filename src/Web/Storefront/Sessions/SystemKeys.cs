using System.Xml.Linq;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Cartwright.Storefront.Sessions;

/// <summary>
/// The key that protects cookies and forms, derived from the secret of the system: every instance has it, so that any of them can read what
/// another one wrote, and none has to be kept anywhere. It changes only with the secret.
/// </summary>
internal sealed class SystemKeys(SystemSecret secret) : IXmlRepository
{
    const string Purpose = "cartwright storefront protection";

    /// <summary>The one key, in the form in which the framework keeps keys.</summary>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var descriptor = new AuthenticatedEncryptorDescriptor(new AuthenticatedEncryptorConfiguration(), new Secret(secret.Derive(Purpose))).ExportToXml();
        return
        [
            new XElement(
                "key",
                // Another secret gives another key id, so data protected with the old key is rejected as unknown, not as forged.
                new XAttribute("id", new Guid(secret.Derive(Purpose + " key id").AsSpan(0, 16))),
                new XAttribute("version", 1),
                new XElement("creationDate", DateTimeOffset.UnixEpoch),
                new XElement("activationDate", DateTimeOffset.UnixEpoch),
                new XElement("expirationDate", DateTimeOffset.MaxValue),
                new XElement(
                    "descriptor",
                    new XAttribute("deserializerType", descriptor.DeserializerType.AssemblyQualifiedName!),
                    descriptor.SerializedDescriptorElement)),
        ];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) =>
        throw new NotSupportedException("The key is derived; no other is ever made.");
}
