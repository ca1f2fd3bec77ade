namespace TeamsCommunityBot.Domain;

/// <summary>Who is who in a community, as its roles tell it.</summary>
public sealed partial record Community
{
    /// <summary>The roles that a person holds, in their order.</summary>
    public IReadOnlyList<Role> HeldBy(string personId) =>
        [.. Roles.All().Where(slot => personId.Length > 0 && slot.Holder?.Id == personId).Select(slot => slot.Role)];

    /// <summary>Whoever registered the community and still leads it for that; without a name, which nobody noted.</summary>
    public Person? Registrant => RegistrantStoppedAt is null && RegisteredBy.Length > 0 ? new(RegisteredBy, RegistrantAddress, "") : null;

    /// <summary>Everyone who holds a role, each once.</summary>
    public IReadOnlyList<Person> Holders() => [.. Roles.All().Select(slot => slot.Holder).OfType<Person>().DistinctBy(person => person.Id)];
}
