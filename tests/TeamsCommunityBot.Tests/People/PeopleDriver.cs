using TeamsCommunityBot.Domain;
using TeamsCommunityBot.People;
using TeamsCommunityBot.Simulator;
using TeamsCommunityBot.Tests.Teams.Outbound;

namespace TeamsCommunityBot.Tests.People;

/// <summary>Who is here, at a level, against a simulated Teams and Graph.</summary>
internal static class PeopleDriver
{
    public static Task<OutboundDriver> StartAsync(int level, CancellationToken ct) =>
        OutboundDriver.StartAsync(settings: settings => settings["Graph:Level"] = level.ToString(System.Globalization.CultureInfo.InvariantCulture), ct: ct);

    public static IPresence Presence(this OutboundDriver driver) => driver.Get<IPresence>();

    /// <summary>The community of a channel, as it would be stored; its team's group id is not known yet.</summary>
    public static Community In(this OutboundDriver driver, SimChannel channel) => new()
    {
        TenantId = channel.Tenant.Id,
        ChannelId = channel.Id,
        TeamId = channel.Team.Id,
        Name = channel.Name,
        StartDate = new(2026, 9, 1),
        Language = "nl",
        Address = driver.At(channel.Id),
        IsOpenChannel = channel.Kind == SimChannelKind.Standard,
        Shared = new(channel.Kind == SimChannelKind.Shared, driver.Time.GetUtcNow()),
        RegisteredBy = driver.Teams.Sample.Anna.AadObjectId,
        RegisteredAt = driver.Time.GetUtcNow(),
    };

    public static Person Person(this SimPerson person) => new(person.AadObjectId, person.Address, person.Name);
}
