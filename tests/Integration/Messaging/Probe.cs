using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cartwright.Tests.Messaging;

/// <summary>A service that only publishes, under a name whose events others know.</summary>
internal sealed class Publisher : IService
{
    public string Name => "catalog";

    public void Configure(ServiceSetup setup) => setup.UseDatabase();

    public void Map(WebApplication app)
    {
    }
}

/// <summary>A service that records the names of the categories of one test in the order in which they arrive.</summary>
internal sealed class Probe(string name, string slug, Poison poison) : IService
{
    public string Name => name;

    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.Services.AddSingleton(new RecordedSlug(slug));
        setup.Services.AddSingleton(poison);
        setup.On<CategoryCreated, WhenCategoryCreated>(isRepeatable: true);
    }

    public void Map(WebApplication app)
    {
    }
}

/// <summary>Whether names that begin with <c>poison</c> make the reaction fail.</summary>
internal sealed class Poison
{
    volatile bool _isHealed;

    public bool Harms(CategoryCreated category) => !_isHealed && category.Name.StartsWith("poison", StringComparison.Ordinal);

    public void Heal() => _isHealed = true;
}

/// <summary>The slug of the categories that a probe records.</summary>
internal sealed record RecordedSlug(string Value);

internal sealed class WhenCategoryCreated(RecordedSlug slug, Poison poison) : IEventHandler<CategoryCreated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<CategoryCreated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            "insert into effects (name) select name from unnest(@names) with ordinality as n (name, i) order by i",
            new { names = events.Where(e => e.Event.Slug == slug.Value).Select(e => e.Event.Name).ToArray() },
            cancellationToken);
        return events.FirstOrDefault(e => e.Event.Slug == slug.Value && poison.Harms(e.Event)) is { } bad ? throw new InvalidOperationException($"{bad.Event.Name} harms.") : [];
    }
}
