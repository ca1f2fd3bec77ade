using Microsoft.Extensions.DependencyInjection;
using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Features.Status;
using TeamsCommunityBot.Turns;
using Xunit;

namespace TeamsCommunityBot.Tests.Communities;

/// <summary>Services follow from constructors; what nobody declares stops the start.</summary>
public sealed class CommunitiesRegistrationTests
{
    [Fact]
    public void A_handler_brings_what_it_asks_for_and_what_that_asks_for()
    {
        var services = Declared();

        services.AddCommunities([typeof(ShowStatus)], [], []);

        Assert.All(
            [typeof(ShowStatus), typeof(CommunityStore), typeof(ChatLanguages)],
            type => Assert.Equal(ServiceLifetime.Scoped, Assert.Single(services, service => service.ServiceType == type).Lifetime));
    }

    [Fact]
    public void What_a_folder_declares_itself_stays_as_it_is()
    {
        var services = Declared().AddSingleton<CommunityStore>();

        services.AddCommunities([typeof(ShowStatus)], [], []);

        Assert.Equal(ServiceLifetime.Singleton, Assert.Single(services, service => service.ServiceType == typeof(CommunityStore)).Lifetime);
    }

    [Fact]
    public void What_nobody_declares_stops_the_start_with_a_sentence()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Declared().AddCommunities([typeof(AsksForTheUnknown)], [], []));

        Assert.Equal($"{typeof(AsksForTheUnknown)} asks for {typeof(IFormatProvider)}, which no folder's registration declares.", error.Message);
    }

    [Fact]
    public void Two_constructors_stop_the_start_with_a_sentence()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Declared().AddCommunities([typeof(HasTwo)], [], []));

        Assert.Contains("2 public constructors", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Everything that the bot's own folders declare, with nothing of the hall or of a feature.</summary>
    private static ServiceCollection Declared()
    {
        ServiceCollection services = new();
        foreach (var type in typeof(Turn).Assembly.GetTypes().Where(type => type.IsInterface || type == typeof(TurnClaim)))
            services.AddSingleton(type, _ => throw new NotSupportedException());
        services.AddSingleton(TimeProvider.System).AddLogging().AddOptions();
        return services;
    }

    private sealed class AsksForTheUnknown(IFormatProvider provider)
    {
        public override string ToString() => provider.ToString()!;
    }

    private sealed class HasTwo
    {
        public HasTwo(TimeProvider clock) => Clock = clock;

        public HasTwo()
            : this(TimeProvider.System)
        {
        }

        public TimeProvider Clock { get; }
    }
}
