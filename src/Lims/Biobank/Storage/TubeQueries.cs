using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Storage;

/// <summary>What is asked of a list of tubes.</summary>
/// <param name="Code">The beginning of a code, as <see cref="LabelCode.Normal"/> gives it; empty for all.</param>
/// <param name="State">The state; null for all.</param>
/// <param name="Loose">Only tubes without a place.</param>
public sealed record TubeSearch(string Code, TubeState? State, bool Loose);

/// <summary>A tube in a list.</summary>
/// <param name="Tube">The tube.</param>
/// <param name="Place">Path of its unit and its slot; null where it has no place.</param>
public sealed record TubeRow(Tube Tube, string? Place);

/// <summary>A tube in the tree of its sample.</summary>
/// <param name="Tube">The tube.</param>
/// <param name="Depth">0 for one that was received, 1 for one that was made of it.</param>
public sealed record TubeInTree(Tube Tube, int Depth);

/// <summary>One tube, where it is, and what became of it.</summary>
/// <param name="Tube">The tube.</param>
/// <param name="Sample">Its sample.</param>
/// <param name="Subject">The person.</param>
/// <param name="Unit">The unit that holds it; null where it has no place.</param>
/// <param name="Events">Its chain of custody, the newest first.</param>
/// <param name="Tree">All tubes of the sample, parents before what was made of them.</param>
/// <param name="Forbids">Why the person's consent does not allow to divide it; null where it does.</param>
public sealed record TubeFile(Tube Tube, Sample Sample, Subject Subject, StorageUnit? Unit,
    IReadOnlyList<TubeEvent> Events, IReadOnlyList<TubeInTree> Tree, Refusal? Forbids);

/// <summary>A tube with what stands on its label.</summary>
/// <param name="Tube">The tube.</param>
/// <param name="Sample">Its sample.</param>
public sealed record LabelledTube(Tube Tube, Sample Sample);

/// <summary>What bears some codes.</summary>
/// <param name="Tubes">Tubes.</param>
/// <param name="Units">Units of the storage.</param>
public sealed record Labelled(IReadOnlyList<LabelledTube> Tubes, IReadOnlyList<StorageUnit> Units);

/// <summary>Reads the tubes of the actor's sites, with their places.</summary>
public sealed class TubeQueries(LimsDb db, BiobankRules rules)
{
    const int MostEvents = 200, MostTubes = 500;

    /// <summary>The tubes, the newest first.</summary>
    public async Task<Leaf<TubeRow>> ListAsync(TubeSearch asked, LeafWanted wanted, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var parts = db.PerSite(Asked(asked), site => t => t.Site == site);
        // Codes are given out in order: by code they stand as by number, and the beginning of a code is looked up in
        // the index that orders them.
        var leaf = asked.Code.Length > 0 ? await parts.LeafByKeyAsync(wanted, t => t.Code, t => t.Code, stop)
            : await parts.LeafByKeyAsync(wanted, t => t.Id, t => t.Id, stop);
        var units = leaf.Rows.Select(t => t.StorageId).OfType<int>().Distinct().ToList();
        var paths =
            await db.StorageUnits().AsNoTracking().Where(u => units.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Path, stop);
        return new(
            [.. leaf.Rows.Select(t => new TubeRow(t, t.StorageId is { } unit
                ? paths[unit] + (t.Row is { } row ? $" / {new Slot(row, t.Column!.Value).Text}" : "") : null))],
            leaf.Number, leaf.HasMore, leaf.Keys);
    }

    /// <summary>How many there are of what <see cref="ListAsync"/> lists.</summary>
    public async Task<int> CountAsync(TubeSearch asked, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var count = 0;
        foreach (var part in db.PerSite(Asked(asked), site => t => t.Site == site)) count += await part.CountAsync(stop);
        return count;
    }

    /// <summary>A tube by its public id; null where the actor sees none.</summary>
    public async Task<TubeFile?> FindAsync(Guid id, CancellationToken stop = default)
    {
        if (await db.Tubes().AsNoTracking().SingleOrDefaultAsync(t => t.PublicId == id, stop) is not { } tube)
            return null;
        // The person may be registered at the site that sent the tube.
        var sample = await db.Samples().OfEverySite().AsNoTracking().SingleAsync(s => s.Id == tube.SampleId, stop);
        var subject = await db.Subjects().OfEverySite().AsNoTracking().SingleAsync(s => s.Id == sample.SubjectId, stop);
        var unit = tube.StorageId is { } storage
            ? await db.StorageUnits().AsNoTracking().SingleAsync(u => u.Id == storage, stop) : null;
        var events = await db.TubeEvents().AsNoTracking().Where(e => e.TubeId == tube.Id).OrderByDescending(e => e.Id)
            .Take(MostEvents).ToListAsync(stop);
        var all =
            (await db.Tubes().OfEverySite().AsNoTracking().Where(t => t.SampleId == sample.Id).OrderBy(t => t.Id)
            .Take(MostTubes).ToListAsync(stop)).ToLookup(t => t.ParentId);
        return new(tube, sample, subject, unit, events, [.. Below(all, null, 0)],
            ConsentCheck.Forbids(rules, ConsentStep.Aliquoting, subject,
            await ConsentCheck.NewestAsync(db, subject.Id, stop)));
    }

    /// <summary>The tubes and units that bear these codes.</summary>
    /// <param name="codes">Codes, as <see cref="LabelCode.Normal"/> gives them.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Labelled> LabelledAsync(IReadOnlyList<string> codes, CancellationToken stop = default)
    {
        var tubes = await db.Tubes().AsNoTracking().Where(t => codes.Contains(t.Code)).ToListAsync(stop);
        var ids = tubes.Select(t => t.SampleId).ToList();
        // The sample may be registered at the site that sent the tube.
        var samples =
            await db.Samples().OfEverySite().AsNoTracking().Where(s => ids.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, stop);
        return new([.. tubes.Select(t => new LabelledTube(t, samples[t.SampleId]))],
            await db.StorageUnits().AsNoTracking().Where(u => codes.Contains(u.Code)).ToListAsync(stop));
    }

    IQueryable<Tube> Asked(TubeSearch asked)
    {
        var tubes = db.Tubes().AsNoTracking();
        if (asked.Code is { Length: > 0 } code)
        {
            var end = code + "\uffff";
            tubes = tubes.Where(t => string.Compare(t.Code, code) >= 0 && string.Compare(t.Code, end) < 0);
        }
        if (asked.State is { } state) tubes = tubes.Where(t => t.State == state);
        if (asked.Loose) tubes = tubes.Where(t => t.StorageId == null && t.State == TubeState.Present);
        return tubes;
    }

    static IEnumerable<TubeInTree> Below(ILookup<int?, Tube> all, int? parent, int depth) =>
        all[parent].SelectMany(t => Below(all, t.Id, depth + 1).Prepend(new(t, depth)));
}
