using System.Collections.Concurrent;

namespace TeamsCommunityBot.Simulator;

/// <summary>Somebody. What changes is told to <c>/users/delta</c>.</summary>
public sealed class SimPerson
{
    private readonly Action<SimPerson> _changed;
    private string _name;
    private bool _isEnabled = true;
    private bool _isDeleted;
    private bool _isGuest;
    private bool _isExternalMember;
    private string? _preferredLanguage;

    internal SimPerson(SimTenant tenant, string aadObjectId, string address, string name, Action<SimPerson> changed)
    {
        (Tenant, AadObjectId, Address, _name, _changed) = (tenant, aadObjectId, address, name, changed);
    }

    public SimTenant Tenant { get; }

    /// <summary>The Entra object id: who somebody is.</summary>
    public string AadObjectId { get; }

    /// <summary>The <c>29:</c> id under which this bot, and no other, reaches the person.</summary>
    public string Address { get; }

    /// <summary>A guest of the tenant.</summary>
    public bool IsGuest { get => _isGuest; set => Change(ref _isGuest, value); }

    /// <summary>A member of the tenant whose account is at home in another one, as in a multi-tenant organisation: <c>#EXT#</c>, and no guest.</summary>
    public bool IsExternalMember { get => _isExternalMember; set => Change(ref _isExternalMember, value); }

    /// <summary>The app is installed in the personal chat; else a chat can be opened only with members of a team that has it.</summary>
    public bool HasAppInstalled { get; set; }

    /// <summary>The bot is blocked: sends are refused with 403, sub-code MessageWritesBlocked.</summary>
    public bool HasBlockedBot { get; set; }

    /// <summary>The IANA zone that the client tells.</summary>
    public string TimeZone { get; init; } = "Europe/Amsterdam";

    public string? Department { get; init; }

    public string? JobTitle { get; init; }

    public string Name { get => _name; set => Change(ref _name, value); }

    public bool IsEnabled { get => _isEnabled; set => Change(ref _isEnabled, value); }

    public bool IsDeleted { get => _isDeleted; set => Change(ref _isDeleted, value); }

    public string? PreferredLanguage { get => _preferredLanguage; set => Change(ref _preferredLanguage, value); }

    public string GivenName => Name.Split(' ')[0];

    public string Surname => Name[GivenName.Length..].Trim();

    public string UserPrincipalName
    {
        get
        {
            var local = string.Join('.', Name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
            return IsGuest || IsExternalMember ? $"{local}_elders.example#EXT#@{Tenant.Name}" : $"{local}@{Tenant.Name}";
        }
    }

    /// <summary>A roster leaves out the sign-in name of some, as that of another cloud does.</summary>
    public bool HidesSignInName { get; set; }

    /// <summary>The teams whose roster names the person.</summary>
    internal ConcurrentDictionary<SimTeam, SimTeam> Teams { get; } = [];

    /// <summary>Whether the bot may open a chat: the app is in the person's chat or in a team of theirs.</summary>
    internal bool CanBeReached => HasAppInstalled || Teams.Keys.Any(team => team.IsInstalled);

    public override string ToString() => Name;

    private void Change<T>(ref T field, T value)
    {
        field = value;
        _changed(this);
    }
}
