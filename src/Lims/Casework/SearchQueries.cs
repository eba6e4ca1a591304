using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;

namespace Thrombophilia.Lims.Casework;

/// <summary>
/// Finds what somebody typed or scanned, among everything of the actor's sites. Each question goes along an index of its own.
/// </summary>
public sealed class SearchQueries(LimsDb db, SubjectQueries subjects, CaseAnalysis analysis)
{
    /// <summary>Most that is found of one kind.</summary>
    public const int Most = 10;
    // A shorter beginning is one of everything.
    const int ShortestBeginning = 2, ShortestHash = 8;

    /// <summary>What was meant, by kind; within a kind what is exact first.</summary>
    /// <param name="typed">As it was typed or scanned.</param>
    /// <param name="kinds">What may be found.</param>
    /// <param name="withIdentity">Persons are looked up by their whole name, number of the identity card and phone too.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string? typed, IReadOnlyCollection<FoundKind> kinds, bool withIdentity,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var (key, names, label) = (SearchKey.Of(typed), SearchKey.OfName(typed), LabelCode.Normal(SearchKey.Of(typed)));
        if (key.Length < ShortestBeginning) return [];
        var found = new List<SearchHit>();
        foreach (var kind in kinds.Distinct().Order())
        {
            var some = kind switch
            {
                FoundKind.Person => await PersonsAsync(typed, key, withIdentity, stop),
                FoundKind.Sample => await SamplesAsync(key, names, stop),
                FoundKind.Tube => await TubesAsync(label, stop),
                FoundKind.StorageUnit => await UnitsAsync(key, label, names, stop),
                FoundKind.Shipment => await ShipmentsAsync(label, stop),
                FoundKind.Distribution => await DistributionsAsync(label, stop),
                FoundKind.Family => await FamiliesAsync(key, stop),
                FoundKind.File => await FilesAsync(key, names, (typed ?? "").Trim(), stop),
                _ => analysis.Names.Find(typed).Select(v => new SearchHit(FoundKind.Variant, Guid.Empty, v.Variant.Display, "", v.IsExact)
                { Variant = v.Variant }),
            };
            found.AddRange(some.DistinctBy(f => (f.Id, f.Text)).OrderByDescending(f => f.IsExact).Take(Most));
        }
        return found;
    }

    async Task<IEnumerable<SearchHit>> PersonsAsync(string? typed, string key, bool withIdentity, CancellationToken stop)
    {
        var byCode = await db.Subjects().AsNoTracking().BeginningWith(nameof(Subject.Code), key).Take(Most).ToListAsync(stop);
        var byEnrolment = await db.Subjects().AsNoTracking().BeginningWith(nameof(Subject.Enrolment), key).Take(Most).ToListAsync(stop);
        var byIdentity = withIdentity ? await subjects.IdentifiedAsync((typed ?? "").Trim(), stop) : [];
        return byCode.Concat(byEnrolment).DistinctBy(s => s.Id).Select(s => Of(s, Is(s.Code, key) || Is(s.Enrolment, key)))
            .Concat(byIdentity.Select(s => Of(s, false)));

        static SearchHit Of(Subject s, bool isExact) => new(FoundKind.Person, s.PublicId, s.Code, s.Enrolment ?? "", isExact)
        {
            Person = s,
        };
    }

    async Task<IEnumerable<SearchHit>> SamplesAsync(string key, IReadOnlyList<string> names, CancellationToken stop)
    {
        var found = await db.Samples().AsNoTracking().BeginningWith(nameof(Sample.Code), key).Take(Most).ToListAsync(stop);
        foreach (var name in names)
            found.AddRange(await db.Samples().AsNoTracking().BeginningWith(nameof(Sample.VcfName), name).Take(Most).ToListAsync(stop));
        var owners = found.Select(s => s.SubjectId).Distinct().ToList();
        var persons = await db.Subjects().AsNoTracking().Where(s => owners.Contains(s.Id)).ToDictionaryAsync(s => s.Id, stop);
        return found.DistinctBy(s => s.Id).Select(s => new SearchHit(FoundKind.Sample, persons[s.SubjectId].PublicId, s.Code,
            persons[s.SubjectId].Code, Is(s.Code, key) || names.Any(n => Is(s.VcfName, n))));
    }

    async Task<IEnumerable<SearchHit>> TubesAsync(string label, CancellationToken stop) =>
        !Begins(label, LabelCode.Tube) ? []
        : (await (from t in db.Tubes().AsNoTracking()
                  where string.Compare(t.Code, label) >= 0 && string.Compare(t.Code, label + SearchKey.Last) < 0
                  orderby t.Code
                  select new { t, Path = db.StorageUnits().Where(u => u.Id == t.StorageId).Select(u => u.Path).FirstOrDefault() })
            .Take(Most).ToListAsync(stop))
            .Select(f => new SearchHit(FoundKind.Tube, f.t.PublicId, f.t.Code, f.Path is null ? "" : f.t.Row is { } row
                ? $"{f.Path} / {new Slot(row, f.t.Column!.Value).Text}" : f.Path, f.t.Code == label));

    async Task<IEnumerable<SearchHit>> UnitsAsync(string key, string label, IReadOnlyList<string> names, CancellationToken stop)
    {
        var found = await db.StorageUnits().AsNoTracking().BeginningWith(nameof(StorageUnit.Code), key).Take(Most).ToListAsync(stop);
        if (label != key)
            found.AddRange(await db.StorageUnits().AsNoTracking().BeginningWith(nameof(StorageUnit.Code), label).Take(Most)
                .ToListAsync(stop));
        foreach (var name in names)
            found.AddRange(await db.StorageUnits().AsNoTracking().BeginningWith(nameof(StorageUnit.Name), name).Take(Most)
                .ToListAsync(stop));
        return found.DistinctBy(u => u.Id).Select(u => new SearchHit(FoundKind.StorageUnit, u.PublicId, u.Code, u.Path,
            Is(u.Code, key) || Is(u.Code, label) || names.Any(n => Is(u.Name, n))));
    }

    async Task<IEnumerable<SearchHit>> ShipmentsAsync(string label, CancellationToken stop) =>
        !Begins(label, LabelCode.Shipment) ? []
        : (await db.Shipments().AsNoTracking()
            .Where(s => string.Compare(s.Code, label) >= 0 && string.Compare(s.Code, label + SearchKey.Last) < 0)
            .OrderBy(s => s.Code).Take(Most).ToListAsync(stop))
            .Select(s => new SearchHit(FoundKind.Shipment, s.PublicId, s.Code, $"{s.From} → {s.To}", s.Code == label));

    async Task<IEnumerable<SearchHit>> DistributionsAsync(string label, CancellationToken stop) =>
        !Begins(label, LabelCode.Distribution) ? []
        : (await db.Distributions().AsNoTracking()
            .Where(d => string.Compare(d.Code, label) >= 0 && string.Compare(d.Code, label + SearchKey.Last) < 0)
            .OrderBy(d => d.Code).Take(Most).ToListAsync(stop))
            .Select(d => new SearchHit(FoundKind.Distribution, d.PublicId, d.Code, d.Recipient, d.Code == label));

    async Task<IEnumerable<SearchHit>> FamiliesAsync(string key, CancellationToken stop) =>
        (await db.Families().AsNoTracking().BeginningWith(nameof(Family.Code), key).Take(Most).ToListAsync(stop))
        .Select(f => new SearchHit(FoundKind.Family, f.PublicId, f.Code, f.Site, Is(f.Code, key)));

    // A file belongs to no site: whoever may see what is taken in sees its name. Its persons are those of the actor's sites.
    async Task<IEnumerable<SearchHit>> FilesAsync(string key, IReadOnlyList<string> names, string typed, CancellationToken stop)
    {
        var found = new List<VcfIntake>();
        foreach (var name in names)
            found.AddRange(await db.VcfIntakes().AsNoTracking().BeginningWith(nameof(VcfIntake.FileName), name).Take(Most)
                .ToListAsync(stop));
        if (key.Length >= ShortestHash && key.All(char.IsAsciiHexDigit))
        {
            var (hash, end) = (key.ToLowerInvariant(), key.ToLowerInvariant() + SearchKey.Last);
            found.AddRange(await db.VcfIntakes().AsNoTracking()
                .Where(i => string.Compare(i.Sha256, hash) >= 0 && string.Compare(i.Sha256, end) < 0)
                .OrderBy(i => i.Sha256).Take(Most).ToListAsync(stop));
        }
        // A name that waits has no key: as it was typed, in capitals and in small letters.
        List<string> held = [typed, key, key.ToLowerInvariant()];
        var waiting = await (from s in db.IntakeSamples()
                             join i in db.VcfIntakes().AsNoTracking() on s.IntakeId equals i.Id
                             where s.State == IntakeSampleState.Held && held.Contains(s.VcfName)
                             select i).Take(Most).ToListAsync(stop);
        var files = new List<SearchHit>();
        foreach (var file in found.Concat(waiting).DistinctBy(i => i.Id).Take(Most))
            files.Add(new(FoundKind.File, file.PublicId, file.FileName, file.Sha256[..Math.Min(12, file.Sha256.Length)],
                names.Any(n => Is(file.FileName, n)) || Is(file.Sha256, key))
            {
                File = new(file, await db.IntakeSamples().AnyAsync(s => s.IntakeId == file.Id && s.State == IntakeSampleState.Held, stop),
                    await PersonsOfAsync(file, stop)),
            });
        return files;
    }

    Task<List<Subject>> PersonsOfAsync(VcfIntake file, CancellationToken stop) =>
        (from s in db.Subjects().AsNoTracking()
         where (from i in db.IntakeSamples()
                join sample in db.Samples() on i.SampleId equals sample.Id
                where i.IntakeId == file.Id
                select sample.SubjectId).Contains(s.Id)
         orderby s.Code
         select s).Take(Most).ToListAsync(stop);

    static bool Begins(string label, char kind) => label.Length > 1 && label[0] == kind && char.IsAsciiDigit(label[1]);

    static bool Is(string? text, string key) => text is not null && SearchKey.OfName(text).Contains(key);
}
