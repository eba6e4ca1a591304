using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>
/// Fills a data folder with an invented biobank: persons of eight sites of very unequal size with what they agreed to,
/// samples, tubes and what
/// became of them, a tree of storage with boxes that are full or half full, shipments, certificates, and a chain of
/// changes whose hashes hold.
/// </summary>
sealed class BiobankGenerator : IDisposable
{
    /// <summary>Codes of the sites, the largest first, and up to which share of all persons each reaches.</summary>
    public static readonly (string Code, double UpTo)[] Sites = [("S1", 0.40), ("S2", 0.65), ("S3", 0.80), ("S4", 0.90),
        ("S5", 0.95), ("S6", 0.98), ("S7", 0.995), ("S8", 1)];

    /// <summary>Somebody with a small part of the changes, and somebody with very many.</summary>
    public const string RareAccount = "tech-S8-3", BusyAccount = "tech-S1-0";

    const int PeopleOfASite = 20, SlotsInARack = 10, RacksOnAShelf = 5, ShelvesInAFreezer = 5, FreezersInARoom = 10,
        TubesInAShipment = 20;
    static readonly DateTimeOffset Begin = new(2024, 1, 2, 8, 0, 0, TimeSpan.Zero);
    static readonly ConsentScopes[] Scopes =
    [
        ConsentScopes.Diagnosis | ConsentScopes.Storage | ConsentScopes.Research,
        ConsentScopes.Diagnosis | ConsentScopes.Storage | ConsentScopes.Research | ConsentScopes.Registry
            | ConsentScopes.Recontact | ConsentScopes.Relatives,
        ConsentScopes.Diagnosis,
    ];

    readonly BiobankPlan plan;
    readonly SeededRandom random;
    readonly BulkRows units, subjects, consents, identities, samples, tubes, events, shipments, shippedTubes, certificates,
        imports, importRows, entries, counters,
        conclusions, readings, families, members, distributions, excursions;
    readonly Dictionary<string, Shelving> shelvings = [];
    readonly Dictionary<string, List<int>> inTransit = [], present = [];
    readonly List<string> tubeCodes = [];
    int unit, tube;
    long tubeEvent, entry;
    string last = AuditEntry.Beginning;

    BiobankGenerator(BiobankPlan plan, SqliteConnection connection)
    {
        (this.plan, random) = (plan, new SeededRandom(plan.Seed));
        units = new(connection, "StorageUnits", "Id PublicId Code Name Kind ParentId Site Path Rows Columns");
        subjects = new(connection, "Subjects", "Id PublicId Code Site Group Sex BirthYear Enrolment Transplant");
        consents = new(connection, "Consents",
            "Id PublicId SubjectId FormVersion Scopes SignedAt RecordedBy Recorded Withdrawn WithdrawnBy WithdrawalReason");
        identities = new(connection, "PersonalData",
            "SubjectId Name IdNumber BirthDate Phone NameHash IdNumberHash PhoneHash");
        samples = new(connection, "Samples", "Id PublicId Code SubjectId VcfName Type Collected Received Arrival");
        tubes = new(connection, "Tubes",
            "Id PublicId Code SampleId ParentId Type Volume Thaws State Site StorageId Row Column HeldBy Revision");
        events = new(connection, "TubeEvents", "Id TubeId Kind At By Detail");
        shipments = new(connection, "Shipments", "Id PublicId Code From To SentBy Sent Note ReceivedBy Received");
        shippedTubes = new(connection, "ShippedTubes", "ShipmentId TubeId State");
        certificates = new(connection, "Qualifications",
            "Id Person Task Certificate ValidUntil Done RecordedBy Recorded");
        imports = new(connection, "ImportBatches", "Id PublicId Kind FileName Rows By At Undone UndoneBy");
        importRows = new(connection, "ImportedRows", "BatchId EntityId");
        entries = new(connection, "AuditEntries", "Id At By Action Entity Key Changes Reason Previous Hash");
        counters = new(connection, "Counters", "Kind Last");
        conclusions = new(connection, "Conclusions",
            "Id PublicId SubjectId Version SupersedesId Reason Headline Statements ContentSha256 PanelId "
            + "PanelVersion RulesId RulesVersion RulesSha256 Build VcfSha256 AssayIds SoftwareVersion Issued "
            + "ForReport");
        readings = new(connection, "ConclusionReadings",
            "ConclusionId Round Turn By Name MeaningEnglish MeaningChinese At");
        families = new(connection, "Families", "Id PublicId Code Site");
        members = new(connection, "FamilyMembers", "FamilyId SubjectId Label Sex HadThrombosis Deceased");
        distributions = new(connection, "Distributions",
            "Id PublicId Code Site Recipient Purpose RequestedBy Requested ApprovedBy Approved GivenBy Given");
        excursions = new(connection, "Excursions", "Id PublicId StorageId From To Warmest RecordedBy Recorded");
    }

    /// <summary>The folder with this biobank below <paramref name="data"/>; made where it is not there yet.</summary>
    public static string Folder(string data, BiobankPlan plan, TextWriter log)
    {
        var folder = Path.Combine(data, plan.FolderName);
        if (Directory.Exists(folder)) return folder; // Whole: it has this name only when all is in it.
        var part = folder + ".part";
        if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        log.WriteLine($"making {plan.FolderName}");
        var schema = Path.Combine(part, "schema");
        LimsDb.Open(schema).Dispose();
        // Another file: the connection to the first stays open, and would keep this one from being written without a
        // journal.
        var file = Path.Combine(part, "thrombophilia.db");
        using (var empty = new SqliteConnection(
            $"Data Source={Path.Combine(schema, "thrombophilia.db")};Pooling=False"))
        {
            empty.Open();
            Execute(empty, $"VACUUM INTO '{file.Replace("'", "''", StringComparison.Ordinal)}'");
        }
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            Execute(connection,
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA "
                + "cache_size=-262144; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF;");
            // An index is made faster of all rows than row by row.
            var indexes = Indexes(connection);
            foreach (var (name, _) in indexes) Execute(connection, $"DROP INDEX \"{name}\"");
            Execute(connection, "BEGIN");
            using (var generator = new BiobankGenerator(plan, connection))
                generator.Fill(Path.Combine(part, "keys"), log);
            Execute(connection, "COMMIT");
            log.WriteLine("indexes");
            foreach (var (_, sql) in indexes) Execute(connection, sql);
            if (Execute(connection, "PRAGMA foreign_key_check") is { } broken)
                throw new InvalidOperationException($"A row of {broken} points nowhere.");
        }
        log.WriteLine("the queue of the review");
        using (var db = LimsDb.Open(part)) CaseAnalysis.Load().RenewReviewAsync(db).GetAwaiter().GetResult();
        SqliteConnection.ClearAllPools();
        Directory.Delete(schema, recursive: true);
        Directory.Move(part, folder);
        return folder;
    }

    public void Dispose()
    {
        foreach (var rows in new[] { units, subjects, consents, identities, samples, tubes, events, shipments,
            shippedTubes, certificates, imports, importRows, entries, counters, conclusions, readings, families, members,
                distributions, excursions }) rows.Dispose();
    }

    void Fill(string keys, TextWriter log)
    {
        Storage();
        Certificates();
        log.WriteLine("persons, samples and tubes");
        People(keys);
        Tubes();
        Shipments();
        Imports();
        Conclusions();
        Others();
        foreach (var (kind, number) in new[] { (LabelCode.Tube, tube), (LabelCode.Storage, unit),
            (LabelCode.Sample, plan.Samples),
                (LabelCode.Shipment, plan.Shipments) }) counters.Add(kind.ToString(), number);
        log.WriteLine("the audit trail");
        while (entry < plan.AuditEntries)
        {
            // A life of steps: what was left of a tube, and how often it was thawed.
            var (left, thaws) = (random.Below(2000), random.Below(4));
            Audit(Account(SiteOf()), "changed", "Tube", tubeCodes[random.Below(tubeCodes.Count)],
                $$"""{"Volume":["{{left + 50}}.0","{{left}}.0"],"Thaws":["{{thaws}}","{{thaws + 1}}"]}""");
        }
    }

    void Storage()
    {
        foreach (var (code, _) in Sites)
        {
            var site = Unit(code, code, "Site " + code, StorageKind.Site, null, null);
            shelvings[code] = new(site);
            (inTransit[code], present[code]) = ([], []);
            shelvings[code].Bag = Unit(code, null, "Bag 1", StorageKind.Bag, site, null);
        }
    }

    (int Id, string Path) Unit(string site, string? code, string name, StorageKind kind, (int Id, string Path)? above,
        (int Rows, int Columns)? grid)
    {
        var (id, path) = (++unit, above is { } a ? $"{a.Path} / {name}" : name);
        code ??= LabelCode.Of(LabelCode.Storage, id);
        units.Add(id, NewId(), code, name, $"{kind}", above?.Id, site, path, grid?.Rows, grid?.Columns);
        Audit(BusyAccount, "added", "StorageUnit", code,
            $$"""{"Code":[null,"{{code}}"],"Kind":[null,"{{kind}}"],"Name":[null,"{{name}}"]"""
            + $$""","Path":[null,"{{path}}"],"Site":[null,"{{site}}"]}""");
        return (id, path);
    }

    void Certificates()
    {
        var number = 0;
        foreach (var (code, _) in Sites)
            for (var person = 0; person < PeopleOfASite; person++)
                foreach (var task in Enum.GetValues<LabTask>())
                    // The one before, which has ended, and the one that holds; some end soon.
                    foreach (var until in new[] { new DateOnly(2024, 12, 31),
                        new DateOnly(2099, 1, 1).AddDays(-random.Below(26000)) })
                    {
                        number++;
                        certificates.Add(number, $"tech-{code}-{person}", $"{task}", $"C-{number:D5}", until,
                            random.Below(500), BusyAccount, At(number));
                        Audit(BusyAccount, "added", "Qualification", number.ToString(CultureInfo.InvariantCulture),
                            $$"""{"Certificate":[null,"C-{{number:D5}}"],"Person":[null,"tech-{{code}}-"""
                            + $$"""{{person}}"],"Task":[null,"{{task}}"]}""");
                    }
    }

    readonly List<string> sitesOfSubjects = [];

    void People(string keys)
    {
        // As the portal makes them: it finds these keys in the folder and can read what was encrypted.
        var hashKey = new byte[32];
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64LittleEndian(hashKey.AsSpan(i * 8), random.Next());
        Directory.CreateDirectory(keys);
        File.WriteAllBytes(Path.Combine(keys, "personal-data.key"), hashKey);
        var protector =
            DataProtectionProvider.Create(new DirectoryInfo(keys), made => made.SetApplicationName("Thrombophilia"))
            .CreateProtector("Thrombophilia.PersonalData");
        var cipher = new PersonalDataCipher(protector.Protect, protector.Unprotect, hashKey);
        for (var id = 1; id <= plan.Subjects; id++)
        {
            var (site, code) = (SiteOf(), $"P-{id:D6}");
            sitesOfSubjects.Add(site);
            var (by, at, born) = (Account(site), At(id), 1930 + random.Below(80));
            subjects.Add(id, NewId(), code, site, $"{(SubjectGroup)random.Below(3)}", $"{(Sex)random.Below(3)}", born,
                random.Chance(0.6) ? $"E-{id:D6}" : null, $"{Transplant.NotRecorded}");
            Audit(by, "added", "Subject", code,
                $$"""{"BirthYear":[null,"{{born}}"],"Code":[null,"{{code}}"],"Group":[null,"Case"]"""
                + $$""","Sex":[null,"F"],"Site":[null,"{{site}}"],"Transplant":[null,"NotRecorded"]}""");
            var (name, number, phone) = (NameOf(id), $"{110101190001010000 + id}", $"138{id:D8}");
            identities.Add(id, cipher.Protect(name), cipher.Protect(number), cipher.Protect($"{born}-06-15"),
                cipher.Protect(phone), cipher.Hash(name), cipher.Hash(number), cipher.Hash(phone));
            foreach (var form in random.Chance(0.2) ? ["1.0", "2.1"] : new[] { "2.1" })
            {
                var (consent, scopes, withdrawn) = (NewId(), Scopes[random.Below(Scopes.Length)], random.Chance(0.02));
                consents.Add(null, consent, id, form, $"{scopes}", at, by, at, withdrawn ? At(id + 1000) : null,
                    withdrawn ? by : null, withdrawn ? "a letter" : null);
                Audit(by, "added", "Consent", $"{consent}",
                    $$"""{"FormVersion":[null,"{{form}}"],"RecordedBy":[null,"{{by}}"]"""
                    + $$""","Scopes":[null,"{{scopes}}"],"SignedAt":[null,"{{at}}"],"SubjectId":[null,"{{id}}"]}""");
            }
        }
    }

    /// <summary>The invented name of a person, by which the person is found.</summary>
    public static string NameOf(int subject) => $"Person {subject}";

    void Tubes()
    {
        var (left, count) = (plan.Tubes, 0);
        for (var id = 1; id <= plan.Samples; id++)
        {
            // Some have many, most few.
            var subject = random.Below(sitesOfSubjects.Count) + 1;
            var (site, code, at) = (sitesOfSubjects[subject - 1], LabelCode.Of(LabelCode.Sample, id), At(id * 10L));
            var (by, blood) = (Account(site), random.Chance(0.5));
            samples.Add(id, NewId(), code, subject, code, blood ? "edta-blood" : "citrate-plasma",
                At(id * 10L - 100), at, null);
            Audit(by, "added", "Sample", code,
                $$"""{"Code":[null,"{{code}}"],"Received":[null,"{{at}}"],"SubjectId":[null,"{{subject}}"]"""
                + $$""","Type":[null,"{{(blood ? "edta-blood" : "citrate-plasma")}}"],"VcfName":[null,"{{code}}"]"""
                + $$"""}""");
            // One to five; what one has more than three, the next one has less.
            count = id == plan.Samples ? left : id % 2 == 0 ? 6 - count : 1 + random.Below(5);
            left -= count;
            int? parent = null;
            for (var i = 0; i < count; i++)
            {
                Tube(id, parent, parent is null || !blood ? (blood ? "edta-blood" : "citrate-plasma") : "dna", site,
                    by, id * 10L);
                if (i < 2) parent = tube;
            }
        }
    }

    void Tube(int sample, int? parent, string type, string site, string by, long minute)
    {
        var (id, at) = (++tube, At(minute));
        var code = LabelCode.Of(LabelCode.Tube, id);
        tubeCodes.Add(code);
        var state = random.Unit() switch
        {
            < 0.87 => TubeState.Present,
            < 0.90 => TubeState.CheckedOut,
            < 0.94 => TubeState.Distributed,
            < 0.96 => TubeState.UsedUp,
            < 0.98 => TubeState.Discarded,
            < 0.99 => TubeState.InTransit,
            _ => TubeState.Missing
        };
        var (place, thaws, volume) =
            (state == TubeState.Present && !random.Chance(0.01) ? shelvings[site].Next(this, site) : default,
            random.Below(3), state == TubeState.UsedUp ? 0m : 50 + random.Below(1900));
        tubes.Add(id, NewId(), code, sample, parent, type, volume, thaws, $"{state}", site, place.Box, place.Slot?.Row,
            place.Slot?.Column, state == TubeState.CheckedOut ? by : null, 1);
        if (state == TubeState.InTransit) inTransit[site].Add(id);
        if (state == TubeState.Present) present[site].Add(id);
        Audit(by, "added", "Tube", code,
            $$"""{"Code":[null,"{{code}}"],"SampleId":[null,"{{sample}}"],"Site":[null,"{{site}}"]"""
            + $$""","State":[null,"Present"],"Thaws":[null,"0"],"Type":[null,"{{type}}"]"""
            + $$""","Volume":[null,"{{volume}}.0"]}""");
        Event(parent is null ? TubeEventKind.Received : TubeEventKind.Made, parent is { } p ? tubeCodes[p - 1] : null);
        if (place.Box is { } box)
        {
            Event(TubeEventKind.Placed, $"{place.Path}{(place.Slot is { } s ? " / " + s.Text : "")}");
            Audit(by, "changed", "Tube", code,
                $$"""{"Column":[null,"{{place.Slot?.Column}}"],"Row":[null,"{{place.Slot?.Row}}"],"StorageId":[null,"{{box}}"]}""");
        }
        for (var i = 0; i < thaws; i++) Event(TubeEventKind.Thawed, null);
        if (state is TubeState.CheckedOut) Event(TubeEventKind.CheckedOut, null);
        if (state is TubeState.Discarded) Event(TubeEventKind.Discarded, "old");
        if (state is TubeState.Missing) Event(TubeEventKind.Missed, null);

        void Event(TubeEventKind kind, string? detail) => events.Add(++tubeEvent, id, $"{kind}", at, by, detail);
    }

    void Shipments()
    {
        for (var id = 1; id <= plan.Shipments; id++)
        {
            var (from, to) = (SiteOf(), SiteOf());
            if (from == to) to = from == "S1" ? "S2" : "S1";
            // What is still on its way stands in the last shipments.
            var open = id > plan.Shipments * 0.95;
            var (code, sent) = (LabelCode.Of(LabelCode.Shipment, id), At(id * 400L));
            shipments.Add(id, NewId(), code, from, to, Account(from), sent, random.Chance(0.3) ? "on dry ice" : null,
                open ? null : Account(to), open ? null : At(id * 400L + 3000));
            Audit(Account(from), "added", "Shipment", code,
                $$"""{"Code":[null,"{{code}}"],"From":[null,"{{from}}"],"Sent":[null,"{{sent}}"],"To":[null,"{{to}}"]}""");
            var pool = open ? inTransit[from] : present[to];
            foreach (var one in Enumerable.Range(0, Math.Min(TubesInAShipment, pool.Count))
                .Select(_ => pool[random.Below(pool.Count)]).Distinct())
                shippedTubes.Add(id, one,
                    $"{(open ? ShippedState.Awaited : random.Chance(0.01) ? ShippedState.Damaged : ShippedState.Arrived)}");
        }
    }

    // One or two versions for each person; of the newest ones some wait for their first reader, some for their second,
    // most for nobody.
    void Conclusions()
    {
        const string Says = """[{"Code":"donor-dna","Topic":"","Parameters":{},"Assays":[],"Findings":[]}]""";
        var id = 0;
        for (var subject = 1; subject <= plan.Subjects; subject++)
        {
            var (versions, site) = (1 + random.Below(2), sitesOfSubjects[subject - 1]);
            for (var version = 1; version <= versions; version++)
            {
                var at = At(subject * 20L + version * 3000);
                conclusions.Add(++id, NewId(), subject, version, version == 1 ? null : id - 1,
                    version == 1 ? "vcf-read" : "assays-imported", "donor-dna", Says, $"{id:x64}",
                    "thrombophilia-core", "1.0.0", "thrombophilia-conclusions", "1.1.0", "", "GRCh38", $"{subject:x64}",
                        "", "benchmark", at, true);
                var read = Math.Min(SignOff.Needed, random.Below(5));
                for (var turn = 1; turn <= read; turn++)
                    readings.Add(id, 0, turn, $"tech-{site}-{turn}", "", "", "", at);
            }
        }
    }

    void Others()
    {
        for (var id = 1; id <= plan.Families; id++)
        {
            var site = SiteOf();
            families.Add(id, NewId(), $"F-{id:D5}", site);
            // A subject stands in one family at most.
            foreach (var (label, number) in new[] { ("I-1", 0), ("I-2", 0), ("II-1", 2 * id - 1), ("II-2", 2 * id) })
                members.Add(id, number > 0 && number <= plan.Subjects ? number : null, label, $"{(Sex)random.Below(3)}",
                    random.Chance(0.5), false);
        }
        for (var id = 1; id <= plan.Distributions; id++)
        {
            var (site, at) = (SiteOf(), At(id * 700L));
            var given = id < plan.Distributions * 0.9;
            distributions.Add(id, NewId(), LabelCode.Of(LabelCode.Distribution, id), site, "Institute", "a study",
                Account(site), at, given ? Account(site) : null, given ? at : null, given ? Account(site) : null,
                    given ? at : null);
        }
        for (var id = 1; id <= plan.Excursions; id++)
            excursions.Add(id, NewId(), 1 + random.Below(unit), At(id * 900L), At(id * 900L + 40), "-35.5", BusyAccount,
                At(id * 900L + 60));
    }

    void Imports()
    {
        for (var id = 1; id <= plan.Imports; id++)
        {
            var by = Account(SiteOf());
            imports.Add(id, NewId(), "Subjects", $"people-{id}.csv", 40, by, At(id * 1000L), null, null);
            for (var i = 0; i < 40; i++) importRows.Add(id, random.Below(plan.Subjects) + 1);
        }
    }

    void Audit(string by, string action, string entity, string key, string changes)
    {
        if (entry >= plan.AuditEntries) return;
        var next = new AuditEntry(++entry, last, Moment.Of(Begin.AddSeconds(entry * 30)), by, action, entity, key,
            changes, null);
        entries.Add(next.Id, next.At.Stored, next.By, next.Action, next.Entity, next.Key, next.Changes, null,
            next.Previous, next.Hash);
        last = next.Hash;
    }

    string SiteOf()
    {
        var at = random.Unit();
        return Sites.First(s => at < s.UpTo).Code;
    }

    string Account(string site) =>
        site == "S1" && random.Chance(0.3) ? BusyAccount : $"tech-{site}-{random.Below(PeopleOfASite)}";

    static string At(long minute) => Moment.Of(Begin.AddMinutes(minute)).Stored;

    Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, random.Next());
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], random.Next());
        return new Guid(bytes);
    }

    static List<(string Name, string Sql)> Indexes(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
        using var reader = command.ExecuteReader();
        var found = new List<(string, string)>();
        while (reader.Read()) found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of this file and names of the schema.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command.ExecuteScalar();
    }

    /// <summary>
    /// The freezers of a site: boxes of 100 and of 384 slots, one after the other, each to be filled wholly or by half.
    /// </summary>
    sealed class Shelving((int Id, string Path) site)
    {
        (int Id, string Path) room, freezer, shelf, rack, box;
        (int Rows, int Columns) grid;
        int boxes, filled, most;

        public (int Id, string Path) Bag { get; set; }

        public (int? Box, Slot? Slot, string? Path) Next(BiobankGenerator all, string code)
        {
            if (all.random.Chance(0.001)) return (Bag.Id, null, Bag.Path);
            if (filled == most) Open(all, code);
            var slot = new Slot(filled / grid.Columns + 1, filled % grid.Columns + 1);
            filled++;
            return (box.Id, slot, box.Path);
        }

        void Open(BiobankGenerator all, string code)
        {
            const int OnAShelf = SlotsInARack * RacksOnAShelf, InAFreezer = OnAShelf * ShelvesInAFreezer,
                InARoom = InAFreezer * FreezersInARoom;
            if (boxes % InARoom == 0)
                room = all.Unit(code, null, $"Room {boxes / InARoom + 1}", StorageKind.Room, site, null);
            if (boxes % InAFreezer == 0)
                freezer = all.Unit(code, null, $"Freezer {boxes / InAFreezer + 1}", StorageKind.Freezer, room, null);
            if (boxes % OnAShelf == 0)
                shelf = all.Unit(code, null, $"Shelf {boxes / OnAShelf + 1}", StorageKind.Shelf, freezer, null);
            if (boxes % SlotsInARack == 0)
                rack = all.Unit(code, null, $"Rack {boxes / SlotsInARack + 1}", StorageKind.Rack, shelf, null);
            grid = boxes % 3 == 2 ? (16, 24) : (10, 10);
            box = all.Unit(code, null, $"Box {boxes + 1}", StorageKind.Box, rack, grid);
            (filled, most) = (0, grid.Rows * grid.Columns / (boxes % 4 == 3 ? 2 : 1));
            boxes++;
        }
    }
}
