namespace Thrombophilia.Lims.Clinic.OwnRecords;

/// <summary>A person of a pedigree.</summary>
/// <param name="Id">Key in the pedigree.</param>
/// <param name="Father">Key of the father; null where he is not drawn.</param>
/// <param name="Mother">Key of the mother; null where she is not drawn.</param>
/// <param name="Person">The person of the register; null for none.</param>
sealed record OwnMember(int Id, int? Father, int? Mother, OwnPerson? Person);

/// <summary>A family of the register: who descends from whom, as far as it is drawn. Who married in is related to nobody.</summary>
sealed class OwnFamily
{
    readonly IReadOnlyList<OwnMember> members;
    // Of each person of the register: itself and everybody from whom it descends.
    readonly Dictionary<OwnPerson, HashSet<int>> lines = [];

    public OwnFamily(IReadOnlyList<OwnMember> members)
    {
        this.members = members;
        var byId = members.ToDictionary(m => m.Id);
        foreach (var member in members)
        {
            if (member.Person is not { } person) continue;
            var (line, open) = (new HashSet<int>(), new Stack<int>([member.Id]));
            while (open.TryPop(out var id))
            {
                if (!line.Add(id)) continue;
                if (byId[id].Father is { } father) open.Push(father);
                if (byId[id].Mother is { } mother) open.Push(mother);
            }
            lines.Add(person, line);
        }
    }

    /// <summary>Its persons in the register of whom something may be looked at, in the order of their keys.</summary>
    public IEnumerable<OwnPerson> Persons => lines.Keys.Where(p => p.LeftOut is null).OrderBy(p => p.Key);

    /// <summary>They descend from one drawn person, or one from the other.</summary>
    public bool AreRelated(OwnPerson a, OwnPerson b) => a != b && lines[a].Overlaps(lines[b]);

    /// <summary>
    /// The most of these persons who descend from one drawn person (or are it) from whom all of them can have the variant.
    /// </summary>
    public IReadOnlyList<OwnPerson> LargestLine(IReadOnlyCollection<OwnPerson> of) =>
        members.Where(m => m.Person is not { Carriage: Carriage.Absent })
            .Select(m => of.Where(p => lines[p].Contains(m.Id)).ToList()).MaxBy(line => line.Count) ?? [];
}
