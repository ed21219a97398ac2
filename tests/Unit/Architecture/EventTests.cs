using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;

namespace Cartwright.Unit.Architecture;

/// <summary>Events are facts that one service tells: it alone makes them, and somebody wants them or will.</summary>
public sealed partial class EventTests
{
    public static TheoryData<string> Events { get; } = new(EventCatalog.ByName.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_made_by_its_publisher_only_and_by_nobody_once_superseded(string name)
    {
        var type = EventCatalog.ByName[name];
        var makers = ServiceRegistry.All.Where(entry => Makes(entry.Create().GetType().Assembly, type.Type)).Select(entry => entry.Name);

        Assert.Equal(type.IsSuperseded ? [] : [type.Publisher], makers);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_named_by_a_noun_and_what_happened_to_it(string name) => Assert.Matches(EventName(), name);

    [Fact]
    public void Every_reaction_is_subscribed()
    {
        // A handler of any event is subscribed for each that its service offers.
        var written =
            from entry in ServiceRegistry.All
            from type in entry.Create().GetType().Assembly.GetTypes()
            from reaction in type.GetInterfaces()
            where !type.ContainsGenericParameters && reaction.IsGenericType && reaction.GetGenericTypeDefinition() == typeof(IEventHandler<>)
            select (EventCatalog.Of(reaction.GenericTypeArguments[0]).Name, entry.Name);
        var subscribed =
            from service in ServiceSetups.ByService
            from type in service.Value.Subscriptions.Types
            let handler = typeof(IEventHandler<>).MakeGenericType(type.Type)
            where !service.Value.Services.Any(s => s.ServiceType.IsConstructedGenericType && s.ServiceType.IsAssignableTo(handler))
            select (type.Name, service.Key);

        Assert.Equal(written.Order(), subscribed.Order());
    }

    // The compiler notes every constructor that an assembly calls.
    static bool Makes(Assembly assembly, Type type)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata.MemberReferences.Select(metadata.GetMemberReference).Any(member =>
            member.Parent.Kind == HandleKind.TypeReference
            && metadata.GetString(member.Name) == ".ctor"
            && metadata.GetTypeReference((TypeReferenceHandle)member.Parent) is var declaring
            && metadata.GetString(declaring.Name) == type.Name
            && metadata.GetString(declaring.Namespace) == type.Namespace);
    }

    [GeneratedRegex("^[a-z]+[.][a-z_]+$")]
    private static partial Regex EventName();
}
