using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>What the files of all sites say of one variant.</summary>
/// <param name="Place">Where it lies, on the first build; null where no file has it.</param>
/// <param name="Written">The criteria of the newest row; null where it has none.</param>
/// <param name="IsHotSpot">A file has it as a hot spot.</param>
/// <param name="Carriers">Internal keys of persons in whom a file proves it, in order.</param>
sealed record VariantRows(VariantPlace? Place, string? Written, bool IsHotSpot, IReadOnlyList<int> Carriers)
{
    /// <summary>Most persons that are looked at for a page.</summary>
    public const int MostCarriers = 500;

    /// <summary>
    /// Reads them. No index leads to a name (decision 0037): the rows are looked through once.
    /// </summary>
    public static async Task<VariantRows> ReadAsync(LimsDb db, VariantKey key, CancellationToken stop)
    {
        var rows = await (from f in Of(db, key)
                          join s in db.Samples().OfEverySite() on f.SampleId equals s.Id
                          orderby f.Build, f.Id descending
                          select new
                          {
                              f.Build,
                              f.Chrom,
                              f.Pos,
                              f.Ref,
                              f.Alt,
                              f.Criteria,
                              f.HotSpot,
                              s.SubjectId,
                              Carries = f.Status == CallStatus.Called && f.Copies > 0,
                          }).Take(10 * MostCarriers).ToListAsync(stop);
        // GRCh38 stands behind GRCh37, and is the build that tables are of.
        var first = rows.LastOrDefault() is { } last ? rows.First(r => r.Build == last.Build) : null;
        return new(first is null ? null : new(first.Build, first.Chrom, first.Pos, first.Ref, first.Alt), first?.Criteria,
            rows.Exists(r => r.HotSpot is not null),
            [.. rows.Where(r => r.Carries).Select(r => r.SubjectId).Distinct().Order().Take(MostCarriers + 1)]);
    }

    /// <summary>Internal keys of all persons of whom a file leaves it open, or proves, that they carry it.</summary>
    public static Task<List<int>> PersonsAsync(LimsDb db, VariantKey key, CancellationToken stop) =>
        (from f in Of(db, key)
         join s in db.Samples().OfEverySite() on f.SampleId equals s.Id
         where f.Status != CallStatus.Reference && (f.Copies == null || f.Copies > 0)
         select s.SubjectId).Distinct().OrderBy(id => id).ToListAsync(stop);

    static IQueryable<Finding> Of(LimsDb db, VariantKey key)
    {
        var (rows, gene, name) = (db.Findings().OfEverySite().AsNoTracking(), key.Gene, key.Name);
        if (!key.IsPlace) return rows.Where(f => f.HgvsC == name && f.Gene == gene);
        var (part, pos) = (name.Split(':'), 0);
        if (!int.TryParse(part[2], out pos)) return rows.Where(f => false);
        string build = part[0], chrom = part[1], @ref = part[3], alt = part[4];
        return rows.Where(f => f.Pos == pos && f.Gene == gene && f.HgvsC == null && f.Build == build && f.Chrom == chrom
            && f.Ref == @ref && f.Alt == alt);
    }
}
