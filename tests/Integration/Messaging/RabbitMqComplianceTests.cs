using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Messaging;

/// <summary>The promises of every transport, kept between processes.</summary>
public sealed class RabbitMqComplianceTests(TestShop shop, OverRabbitMq transports) : TransportCompliance(shop, transports), IClassFixture<OverRabbitMq>;
