-- Whether articles came or went since the links were last made: set in the transaction that changes the articles, so
-- that a run that ends between adding and linking is finished by the next one.
CREATE TABLE link_state (stale INTEGER NOT NULL);
INSERT INTO link_state VALUES (1);
CREATE TRIGGER articles_come AFTER INSERT ON articles BEGIN UPDATE link_state SET stale = 1; END;
CREATE TRIGGER articles_go AFTER DELETE ON articles BEGIN UPDATE link_state SET stale = 1; END;
CREATE TRIGGER articles_change AFTER UPDATE ON articles BEGIN UPDATE link_state SET stale = 1; END;
