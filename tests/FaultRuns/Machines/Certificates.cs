using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cartwright.Processes;

namespace Cartwright.Faults.Machines;

/// <summary>An authority of this run's own, and a certificate of a machine that it has signed, as files.</summary>
/// <param name="folder">Receives the files.</param>
internal sealed class Certificates(string folder)
{
    static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>The folder that holds the authority's certificate and nothing else; <c>SSL_CERT_DIR</c> makes a process trust it.</summary>
    public string Trusted => Path.Combine(folder, "trusted");

    /// <summary>The authority's certificate.</summary>
    public string Authority => Path.Combine(Trusted, "authority.pem");

    /// <summary>The certificate of the machine.</summary>
    public string Certificate => Path.Combine(folder, "server.pem");

    /// <summary>The private key of the certificate; each user has a copy, which others cannot read.</summary>
    /// <param name="user">The user of the operating system.</param>
    public string KeyOf(string user) => Path.Combine(folder, $"server-{user}.key");

    /// <summary>Creates the files.</summary>
    /// <param name="addresses">The IP addresses that the certificate is for.</param>
    /// <param name="users">The users that get a copy of the private key.</param>
    public void Create(IEnumerable<string> addresses, IEnumerable<string> users)
    {
        Directory.CreateDirectory(Trusted);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Authority of a test", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        var from = DateTimeOffset.UtcNow - TimeSpan.FromHours(1);
        using var authority = authorityRequest.CreateSelfSigned(from, from + Life);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Server of a test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var address in addresses)
        {
            names.AddIpAddress(IPAddress.Parse(address));
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        using var certificate = request.Create(authority, from, from + Life, RandomNumberGenerator.GetBytes(16));

        File.WriteAllText(Authority, authority.ExportCertificatePem());
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        foreach (var user in users)
        {
            new OwnedFiles(OperatingSystemUser.Find(user)).Write(KeyOf(user), key.ExportPkcs8PrivateKeyPem());
        }
    }
}
