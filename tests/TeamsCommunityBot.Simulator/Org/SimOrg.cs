using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace TeamsCommunityBot.Simulator;

/// <summary>
/// Tenants, people, teams and conversations: what connector and Graph tell of. Ids follow from names, so that they are the same in every run.
/// </summary>
public sealed class SimOrg
{
    private readonly string _botAppId;
    private readonly ConcurrentDictionary<string, SimConversation> _conversations = [];
    private readonly ConcurrentDictionary<string, SimTeam> _teams = [];
    private readonly ConcurrentDictionary<string, SimPerson> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SimTenant> _tenants = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<SimPerson, long> _changes = [];
    private long _version;

    internal SimOrg(string botAppId) => _botAppId = botAppId;

    public IEnumerable<SimTenant> Tenants => _tenants.Values;

    public IEnumerable<SimTeam> Teams => _teams.Values.Distinct();

    public IEnumerable<SimPerson> People => _changes.Keys;

    /// <summary>How many changes of people there have been; what a delta link of Graph counts by.</summary>
    internal long Version => Interlocked.Read(ref _version);

    public SimTenant AddTenant(string name)
    {
        var tenant = new SimTenant(GuidFrom($"tenant {name}"), name);
        _tenants[tenant.Id] = tenant;
        return tenant;
    }

    public SimPerson AddPerson(SimTenant tenant, string name, bool guest = false, string? department = null, string? jobTitle = null)
    {
        var key = $"person {tenant.Id} {name}";
        var person = new SimPerson(tenant, GuidFrom(key), $"29:1{Opaque($"{key} {_botAppId}", 40)}", name, Changed)
        {
            IsGuest = guest,
            Department = department,
            JobTitle = jobTitle,
        };
        _people[person.AadObjectId] = person;
        _people[person.Address] = person;
        Changed(person);
        return person;
    }

    /// <summary>Adds a team with its General channel and the app in it.</summary>
    public SimTeam AddTeam(SimTenant tenant, string name)
    {
        var key = $"team {tenant.Id} {name}";
        var team = new SimTeam($"19:{Opaque(key, 43)}1@thread.tacv2", GuidFrom(key), tenant, name);
        _teams[team.Id] = team;
        _teams[team.AadGroupId] = team;
        _conversations[team.Id] = team.General;
        return team;
    }

    public SimChannel AddChannel(SimTeam team, string name, SimChannelKind kind = SimChannelKind.Standard)
    {
        var channel = team.Add($"19:{Convert.ToHexStringLower(Hash($"channel {team.Id} {name}"))[..32]}@thread.tacv2", name, kind);
        _conversations[channel.Id] = channel;
        return channel;
    }

    public SimGroupChat AddGroupChat(SimTenant tenant, string? name, params ReadOnlySpan<SimPerson> people)
    {
        var chat = new SimGroupChat($"19:{Convert.ToHexStringLower(Hash($"group {tenant.Id} {name}"))[..32]}@thread.v2", tenant, name);
        chat.Roster.Add(people);
        _conversations[chat.Id] = chat;
        return chat;
    }

    /// <summary>The person's chat with the bot: the same one each time, made when first asked for. One that was deleted is followed by a new one.</summary>
    public SimChat ChatWith(SimPerson person)
    {
        for (var number = 1; ; number++)
        {
            var chat = (SimChat)_conversations.GetOrAdd($"a:{number}{Opaque($"chat {person.Address}", 60)}", (id, p) => new SimChat(id, p), person);
            if (!chat.IsDeleted) return chat;
        }
    }

    /// <summary>Finds a conversation by its id, with or without a thread; null where there is none.</summary>
    public SimConversation? Conversation(string id) =>
        _conversations.TryGetValue(id, out var found) || _conversations.TryGetValue(WithoutThread(id), out found) ? found : null;

    /// <summary>Finds a person by <c>29:</c> address or Entra object id.</summary>
    public SimPerson? Person(string id) => _people.GetValueOrDefault(id);

    /// <summary>Finds a team by thread id or Entra group id.</summary>
    public SimTeam? Team(string id) => _teams.GetValueOrDefault(id);

    public SimTenant? Tenant(string id) => _tenants.GetValueOrDefault(id);

    internal static string WithoutThread(string conversationId) =>
        conversationId.IndexOf(';', StringComparison.Ordinal) is var end and >= 0 ? conversationId[..end] : conversationId;

    /// <summary>The people of a tenant that changed after a version.</summary>
    internal IReadOnlyList<SimPerson> ChangedSince(string tenantId, long version) =>
        [.. _changes.Where(change => change.Value > version && change.Key.Tenant.Id == tenantId).OrderBy(change => change.Value).Select(change => change.Key)];

    private void Changed(SimPerson person) => _changes[person] = Interlocked.Increment(ref _version);

    private static string GuidFrom(string text)
    {
        var bytes = Hash(text)[..16];
        bytes[7] = (byte)((bytes[7] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes).ToString();
    }

    private static string Opaque(string text, int length) =>
        Convert.ToBase64String([.. Hash(text), .. Hash("more " + text)])[..length].Replace('+', '-').Replace('/', '_');

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
