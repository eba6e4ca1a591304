using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Worker.Intake.Folders;

namespace Thrombophilia.Worker.Intake;

/// <summary>Compares the files that are kept with the intakes that the database has.</summary>
/// <param name="Files">How many are kept.</param>
/// <param name="Unknown">Folders that no intake knows: the database may have lost its newest changes.</param>
/// <param name="Missing">Public ids of accepted intakes whose file is gone.</param>
/// <param name="Changed">Folders whose bytes are not those of their name.</param>
internal sealed record KeptProof(int Files, IReadOnlyList<string> Unknown, IReadOnlyList<Guid> Missing,
    IReadOnlyList<string> Changed)
{
    /// <summary>Everything is there and what was accepted.</summary>
    public bool Holds => Unknown.Count + Missing.Count + Changed.Count == 0;

    /// <summary>Reads folders and intakes, and the bytes of all files where asked to.</summary>
    public static async Task<KeptProof> OfAsync(LimsDb db, DataFolder data, bool bytes, CancellationToken stop)
    {
        var known = await KnownAsync(db, data, stop);
        var folders = DataFolder.KeptIn(data.Root);
        var there = folders.Select(folder => Path.GetFileName(folder)!).ToHashSet();
        var accepted = await db.VcfIntakes().AsNoTracking().Where(i => i.State == IntakeState.Done)
            .Select(i => new { i.PublicId, i.Sha256, i.BedHash }).ToListAsync(stop);
        var changed = new List<string>();
        if (bytes)
            foreach (var folder in folders.Order(StringComparer.Ordinal))
                if (await NameOfAsync(data, folder, stop) != Path.GetFileName(folder)) changed.Add(Path.GetFileName(folder));
        return new KeptProof(folders.Count, [.. there.Except(known).Order(StringComparer.Ordinal)],
            [.. accepted.Where(i => !there.Contains(NameOf(data, i.Sha256, i.BedHash))).Select(i => i.PublicId)], changed);
    }

    /// <summary>The names of the folders that intakes know.</summary>
    public static async Task<HashSet<string>> KnownAsync(LimsDb db, DataFolder data, CancellationToken stop) =>
        [.. (await db.VcfIntakes().AsNoTracking().Select(i => new { i.Sha256, i.BedHash }).Distinct().ToListAsync(stop))
            .Select(i => NameOf(data, i.Sha256, i.BedHash))];

    static string NameOf(DataFolder data, string sha256, string bedHash) => Path.GetFileName(data.Kept(sha256, bedHash));

    // The name that the bytes in a folder ask for; null where there is no VCF.
    static async Task<string?> NameOfAsync(DataFolder data, string folder, CancellationToken stop) =>
        WorkFolder.Read(folder) is { } file
        ? NameOf(data, await Hash.OfFileAsync(file.Path, stop),
            file.Bed is null ? "" : await Hash.OfFileAsync(file.Bed, stop)) : null;
}
